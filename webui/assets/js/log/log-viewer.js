/** A file as `tail -f` shows it, with follow and pause, search, wrapping and download. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { bytes } from '../format.js';
import { html } from '../html.js';
import { downloadHref } from '../parts/files.js';
import { Icon } from '../parts/icons.js';
import { Failure } from '../parts/page.js';
import { cycle, wrapLines } from '../preferences.js';
import { selecting } from '../selection.js';
import { useStore } from '../store.js';
import { LogReader } from './reader.js';
import { LogSearch } from './search.js';
import { LogView } from './view.js';

const TOP_PIXELS = 200;
const SEARCH_PAUSE_MILLIS = 150;
const NO_FILE = 'There is no such file. It may be gone with its sandbox, or not be written yet.';

/** `agent`, `path`: the file; `testId`: of the text; `waiting`: what to say while the file is not there yet. */
export function LogViewer({ agent, path, testId = 'log', waiting }) {
  const element = useRef(null);
  const log = useRef(null);
  const wrap = useStore(wrapLines);
  const [status, setStatus] = useState({ size: null, error: null, begin: true });
  const [following, setFollowing] = useState(true);
  const [found, setFound] = useState({ matches: 0, current: -1 });
  useEffect(() => {
    log.current = new Session(element.current, agent, path, { setStatus, setFollowing, setFound });
    return () => log.current.close();
  }, [agent, path]);
  const missing = status.error?.status === 404;
  return html`
    <div class="log ${wrap === 'on' ? 'log-wrap' : ''}">
      <div class="log-tools" role="toolbar" aria-label="Log">
        <button class="button" type="button" aria-pressed=${following ? 'true' : 'false'} data-testid="log-follow"
          onClick=${() => log.current.follow(!following)}>
          <${Icon} name=${following ? 'pause' : 'play'} />${following ? 'Pause' : 'Follow'}
        </button>
        <${SearchBox} log=${log} found=${found} />
        <span class="log-size" data-testid="log-size">${status.size === null ? '' : bytes(status.size)}</span>
        <button class="button" type="button" aria-pressed=${wrap === 'on' ? 'true' : 'false'} title="Wrap long lines"
          onClick=${() => cycle(wrapLines, ['on', 'off'])}>
          <${Icon} name="wrap" /><span class="button-text">Wrap</span>
        </button>
        <a class="button" href=${downloadHref(agent, path)} download data-testid="log-download">
          <${Icon} name="download" /><span class="button-text">Download</span>
        </a>
      </div>
      ${status.error && !missing && html`<${Failure} error=${status.error} />`}
      ${missing && html`<p class="log-note">${waiting || NO_FILE}</p>`}
      ${!missing && !status.begin && html`<p class="log-note">Earlier output is read as you scroll up.</p>`}
      <div class="log-text" ref=${element} hidden=${missing || status.size === 0} tabindex="0" role="log"
        aria-live="off" aria-label=${path} data-testid=${testId} onScroll=${() => log.current?.scrolled()}></div>
      ${status.size === 0 && html`<p class="log-note">The file is empty so far.</p>`}
    </div>
  `;
}

function SearchBox({ log, found }) {
  const [text, setText] = useState('');
  const onInput = (event) => {
    setText(event.target.value);
    log.current.search(event.target.value);
  };
  const onKeyDown = (event) => {
    if (event.key === 'Enter') log.current.next(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape') onInput({ target: { value: '' } });
  };
  const place = found.current < 0 ? `${found.matches}` : `${found.current + 1} / ${found.matches}`;
  return html`
    <label class="find log-find">
      <${Icon} name="search" /><span class="sr-only">Find in this file</span>
      <input type="search" placeholder="Find, Enter for next" autocomplete="off" spellcheck=${false} data-find
        value=${text} onInput=${onInput} onKeyDown=${onKeyDown} data-testid="log-search" />
      <span class="find-count" aria-live="polite" data-testid="log-matches">
        ${text && place + (found.more ? '+' : '')}
      </span>
    </label>
  `;
}

/** One opened file: the reader, the text and the search, kept together without rendering anything again. */
class Session {
  constructor(element, agent, path, page) {
    this.page = page;
    this.view = new LogView(element);
    this.finder = new LogSearch(this.view);
    this.reader = new LogReader(agent, path, this);
    this.following = true;
    this.text = '';
    this.scrollTop = 0;
    this.loadingEarlier = false;
    this.searchTimer = 0;
    this.reader.run();
  }

  reset() {
    this.view.clear();
  }

  appended(text, from, to) {
    const first = this.view.append(text, from);
    this.reader.start = Math.max(this.reader.start, first);
    if (this.following && !selecting.get()) this.view.toBottom();
    else if (this.view.isFull()) this.reader.hold(true);
    this.page.setStatus({ size: to, error: null, begin: this.reader.start === 0 });
    this.searchSoon();
  }

  prepended(text, from) {
    this.view.prepend(text, from);
    this.page.setStatus((old) => ({ ...old, begin: from === 0 }));
    this.searchSoon();
  }

  failed(error) {
    this.page.setStatus((old) => ({ ...old, error }));
  }

  follow(following) {
    if (following === this.following) return;
    this.following = following;
    this.page.setFollowing(following);
    if (!following) return;
    this.reader.hold(false);
    this.view.toBottom();
  }

  scrolled() {
    const { scrollTop } = this.view.element;
    if (this.view.atBottom()) this.follow(true);
    else if (scrollTop < this.scrollTop) this.follow(false);
    this.scrollTop = scrollTop;
    if (scrollTop < TOP_PIXELS && !this.following) this.readEarlier();
  }

  async readEarlier() {
    if (this.loadingEarlier || this.view.isFull()) return;
    this.loadingEarlier = true;
    await this.reader.earlier().catch((error) => this.reader.stopped() || this.failed(error));
    this.loadingEarlier = false;
  }

  search(text) {
    this.text = text;
    this.finder.current = -1;
    this.page.setFound(this.finder.find(text));
  }

  next(step) {
    if (this.text) this.follow(false);
    this.page.setFound(this.finder.go(step));
  }

  searchSoon() {
    if (!this.text || this.searchTimer) return;
    this.searchTimer = setTimeout(() => {
      this.searchTimer = 0;
      this.page.setFound(this.finder.find(this.text));
    }, SEARCH_PAUSE_MILLIS);
  }

  close() {
    clearTimeout(this.searchTimer);
    this.reader.stop();
    this.finder.clear();
  }
}
