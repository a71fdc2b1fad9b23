/** Header and, on a phone, the tab bar at the bottom. */
import { html } from '../html.js';
import { cycle, theme, timeStyle } from '../preferences.js';
import { pathTo } from '../router.js';
import { useStore } from '../store.js';
import { ConnectionBadge } from './connection.js';
import { Icon, Logo } from './icons.js';

/** The main sections: where they are, and the key after `g` that goes there. */
export const SECTIONS = [
  { id: 'overview', label: 'Overview', segments: [], key: 'o' },
  { id: 'frameworks', label: 'Frameworks', segments: ['frameworks'], key: 'f' },
  { id: 'tasks', label: 'Tasks', segments: ['tasks'], key: 't' },
  { id: 'agents', label: 'Agents', segments: ['agents'], key: 'a' },
  { id: 'offers', label: 'Offers', segments: ['offers'], key: 'p' },
  { id: 'roles', label: 'Roles', segments: ['roles'], key: 'r' },
];

const THEME_NAMES = { system: 'as the system', light: 'light', dark: 'dark' };
const THEME_ICONS = { system: 'system', light: 'sun', dark: 'moon' };

/** Logo, sections (on wide screens), search and preferences. */
export function Header({ path, onSearch, onHelp }) {
  return html`
    <header class="header">
      <div class="header-inner">
        <a class="brand" href="/" aria-label="Meseta, overview"><${Logo} /><span>Meseta</span></a>
        <nav class="sections" aria-label="Main">
          ${SECTIONS.map((section) => html`<${Section} section=${section} path=${path} prefix="nav" />`)}
        </nav>
        <div class="tools">
          <button class="search-button" type="button" onClick=${onSearch} data-testid="open-search">
            <${Icon} name="search" /><span>Search</span><kbd>/</kbd>
          </button>
          <${ConnectionBadge} />
          <${TimeToggle} />
          <${ThemeToggle} />
          <button class="tool tool-help" type="button" onClick=${onHelp} title="Keyboard shortcuts (?)">
            <${Icon} name="help" /><span class="sr-only">Keyboard shortcuts</span>
          </button>
        </div>
      </div>
    </header>
  `;
}

/** The sections again, in reach of a thumb. */
export function TabBar({ path }) {
  return html`
    <nav class="tab-bar" aria-label="Sections">
      ${SECTIONS.map((section) => html`<${Section} section=${section} path=${path} prefix="tab" icon />`)}
    </nav>
  `;
}

function Section({ section, path, prefix, icon }) {
  const href = pathTo(...section.segments);
  const here = href === '/' ? path === '/' : path === href || path.startsWith(href + '/');
  return html`
    <a href=${href} aria-current=${here ? 'page' : null} data-testid="${prefix}-${section.id}">
      ${icon && html`<${Icon} name=${section.id} />`}<span>${section.label}</span>
    </a>
  `;
}

function TimeToggle() {
  const style = useStore(timeStyle);
  const text = style === 'relative' ? 'Show clock times instead of ages (t)' : 'Show ages instead of clock times (t)';
  return html`
    <button class="tool" type="button" title=${text} aria-pressed=${style === 'absolute' ? 'true' : 'false'}
      onClick=${() => cycle(timeStyle, ['relative', 'absolute'])}>
      <${Icon} name="clock" /><span class="sr-only">Clock times</span>
    </button>
  `;
}

function ThemeToggle() {
  const value = useStore(theme);
  return html`
    <button class="tool" type="button" title="Theme: ${THEME_NAMES[value]} (d)" data-testid="theme"
      onClick=${() => cycle(theme, ['system', 'light', 'dark'])}>
      <${Icon} name=${THEME_ICONS[value]} /><span class="sr-only">Theme: ${THEME_NAMES[value]}</span>
    </button>
  `;
}
