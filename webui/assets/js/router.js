/** Addresses of the page: real paths under /ui, links without reload, table state in the query. */
import { useEffect, useState } from 'preact/hooks';
import { store } from './store.js';

/** Where the page is: `{ path, query }`, query being a plain object. */
export const location = store(read());

function read() {
  const { pathname, search } = window.location;
  return { path: pathname, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** Takes over an address that was changed from outside. */
export function refresh() {
  location.set(read());
}

/** Path of a page with escaped segments: `pathTo('tasks', framework, task)`. */
export function pathTo(...segments) {
  const parts = segments.map((segment) => encodeURIComponent(segment));
  return parts.length ? '/ui/' + parts.join('/') : '/';
}

/** A path with a query; absent and empty values are left out. */
export function withQuery(path, query) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, value);
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Goes to another page and puts the keyboard at its beginning. */
export function navigate(target) {
  window.history.pushState(null, '', target);
  location.set(read());
  window.scrollTo(0, 0);
  document.getElementById('main')?.focus({ preventScroll: true });
}

/** Changes query parameters of this page without a new entry in the history. */
export function replaceQuery(changes) {
  const { path, query } = location.get();
  window.history.replaceState(null, '', withQuery(path, { ...query, ...changes }));
  location.set(read());
}

/** Path and query of the page; renders again on navigation. */
export function useLocation() {
  const [value, setValue] = useState(location.get());
  useEffect(() => location.subscribe(setValue), []);
  return value;
}

/** The first of `routes` (`[pattern, page]`, `:name` matches a segment) that fits: `{ page, parameters }` or null. */
export function match(routes, path) {
  const segments = path.split('/').filter(Boolean);
  for (const [pattern, page] of routes) {
    const parameters = fit(pattern.split('/').filter(Boolean), segments);
    if (parameters) return { page, parameters };
  }
  return null;
}

function fit(pattern, segments) {
  if (pattern.length !== segments.length) return null;
  const parameters = {};
  for (let i = 0; i < pattern.length; i++) {
    const value = decode(segments[i]);
    if (value === null) return null;
    if (pattern[i].startsWith(':')) parameters[pattern[i].slice(1)] = value;
    else if (pattern[i] !== value) return null;
  }
  return parameters;
}

function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** Follows links inside the page without a reload, and the browser's back and forward. */
export function listen() {
  window.addEventListener('popstate', refresh);
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.('a[href]');
    if (!link || link.target || link.hasAttribute('download') || !isPage(link)) return;
    event.preventDefault();
    navigate(link.getAttribute('href'));
  });
}

function isPage(link) {
  if (link.origin !== window.location.origin) return false;
  return link.pathname === '/' || (link.pathname.startsWith('/ui/') && !link.pathname.startsWith('/ui/v1/'));
}
