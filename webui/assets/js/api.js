/** Reads of the master's JSON endpoints for this page. */

const API = '/ui/v1';

/** A read that failed: `status` is the HTTP status, or 0 when the master did not answer. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Path under the API with escaped segments and a query; absent and empty parameters are left out. */
export function api(segments, query = {}) {
  const path = segments.map((segment) => '/' + encodeURIComponent(segment)).join('');
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, value);
  }
  const text = search.toString();
  return API + path + (text ? '?' + text : '');
}

/** Fetches; throws an ApiError with the master's own words unless the answer is a 2xx. */
export async function request(url, signal) {
  let response;
  try {
    response = await fetch(url, { signal, headers: { Accept: 'application/json, */*' } });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError(0, 'The master does not answer.');
  }
  if (!response.ok) throw new ApiError(response.status, await explanation(response));
  return response;
}

/** Fetches and parses JSON. */
export async function fetchJson(url, signal) {
  const response = await request(url, signal);
  return response.json();
}

async function explanation(response) {
  const text = (await response.text()).trim();
  return text && text.length < 2000 ? text : `The master answered ${response.status}.`;
}
