/** Line icons, 20 × 20, drawn in the colour of the text. They are decoration: the words next to them say it. */
import { html } from '../html.js';

const PATHS = {
  overview: 'M3 16V9m4.7 7V4m4.6 12v-5M17 16V7',
  frameworks: 'M10 3l7 3.5-7 3.5-7-3.5zM3 10l7 3.5 7-3.5M3 13.5L10 17l7-3.5',
  tasks: 'M4 5.5h1m3 0h8M4 10h1m3 0h8M4 14.5h1m3 0h8',
  agents: 'M3.5 4h13v5h-13zM3.5 11h13v5h-13zM6 6.5h.01M6 13.5h.01',
  offers: 'M10.5 3H16a1 1 0 0 1 1 1v5.5L9.5 17 3 10.5zM13.5 6.5h.01',
  roles:
    'M7.5 9a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM2.5 16.5c0-3 2-5 5-5s5 2 5 5M13 4a2.7 2.7 0 0 1 0 5M15 12c1.7 1 2.5 2.3 2.5 4.5',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5L17 17',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.7 2',
  sun:
    'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v1.5m0 13V18m8-8h-1.5M3.5 10H2m13.5-5.5l-1 1m-9 9l-1 1m11 0l-1-1m-9-9l-1-1',
  moon: 'M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z',
  system: 'M3 4h14v9.5H3zM7 17h6m-3-3.5V17',
  help: 'M7.5 7.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 1.8m0 2.7h.01M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16z',
  copy: 'M7.5 7.5h8v8h-8zM4.5 12.5v-8h8',
  check: 'M4 10.5l4 4 8-9',
  folder: 'M2.5 5h5l1.5 2h8.5v8.5h-15z',
  file: 'M5 2.5h6.5L15.5 6.5v11H5zM11 3v4h4',
  download: 'M10 3v9m-3.5-3.5L10 12l3.5-3.5M4 16.5h12',
  open: 'M8 4H4v12h12v-4M11.5 3.5h5v5M16.5 3.5L9.5 10.5',
  pause: 'M7 4.5v11M13 4.5v11',
  play: 'M6 4l9.5 6L6 16z',
  wrap: 'M3 5h14M3 10h11a2.5 2.5 0 0 1 0 5h-3.5m0 0l2-2m-2 2l2 2M3 15h4',
  up: 'M5 12l5-5 5 5',
  down: 'M5 8l5 5 5-5',
  left: 'M12 5l-5 5 5 5',
  right: 'M8 5l5 5-5 5',
  close: 'M5 5l10 10M15 5L5 15',
  warning: 'M10 3l7.5 13.5h-15zM10 8v4m0 2.3h.01',
};

/** One icon by name. */
export function Icon({ name }) {
  return html`
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>
  `;
}

/** The mark: a table mountain in three layers. */
export function Logo() {
  return html`
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path class="logo-top" d="M10 6h12l1.8 4.8H8.2z" />
      <path class="logo-middle" d="M7.5 12.7h17l1.6 4.6H5.9z" />
      <path class="logo-base" d="M5.2 19.2h21.6L29.5 25h-27z" />
    </svg>
  `;
}
