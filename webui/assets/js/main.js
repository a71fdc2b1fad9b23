/** Starts the page. */
import { render } from 'preact';
import { App } from './app.js';
import { html } from './html.js';
import { redirectOldRoutes } from './legacy.js';
import { connect } from './live.js';
import { listen, refresh } from './router.js';

redirectOldRoutes(refresh);
refresh();
listen();
connect();
render(html`<${App} />`, document.getElementById('app'));
