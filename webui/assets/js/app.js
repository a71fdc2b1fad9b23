/** The frame around every page: navigation, connection badge, search, help, and the page itself. */
import { useEffect, useState } from 'preact/hooks';
import { html } from './html.js';
import { useShortcuts } from './keyboard.js';
import { match, navigate, pathTo, useLocation } from './router.js';
import { AgentPage } from './pages/agent.js';
import { AgentsPage } from './pages/agents.js';
import { FilesPage } from './pages/files.js';
import { FrameworkPage } from './pages/framework.js';
import { FrameworksPage } from './pages/frameworks.js';
import { MissingPage } from './pages/missing.js';
import { OffersPage } from './pages/offers.js';
import { OverviewPage } from './pages/overview.js';
import { RolesPage } from './pages/roles.js';
import { TaskPage } from './pages/task.js';
import { TasksPage } from './pages/tasks.js';
import { cycle, theme, timeStyle } from './preferences.js';
import { Header, SECTIONS, TabBar } from './parts/navigation.js';
import { Help } from './parts/help.js';
import { LostBanner } from './parts/connection.js';
import { Palette } from './parts/palette.js';

const ROUTES = [
  ['/', OverviewPage],
  ['/ui/frameworks', FrameworksPage],
  ['/ui/frameworks/:id', FrameworkPage],
  ['/ui/tasks', TasksPage],
  ['/ui/tasks/:framework/:id', TaskPage],
  ['/ui/agents', AgentsPage],
  ['/ui/agents/:id', AgentPage],
  ['/ui/offers', OffersPage],
  ['/ui/roles', RolesPage],
  ['/ui/files/:agent', FilesPage],
];

/** The whole application. */
export function App() {
  const { path, query } = useLocation();
  const [dialog, setDialog] = useState(null);
  const found = match(ROUTES, path);
  const Page = found ? found.page : MissingPage;
  const close = () => setDialog(null);
  useEffect(close, [path]);
  useShortcuts(shortcuts(setDialog));
  return html`
    <a class="skip" href="#main">Skip to content</a>
    <${Header} path=${path} onSearch=${() => setDialog('search')} onHelp=${() => setDialog('help')} />
    <${LostBanner} />
    <main id="main" tabindex="-1">
      <${Page} key=${path} ...${found ? found.parameters : {}} query=${query} />
    </main>
    <${TabBar} path=${path} />
    ${dialog === 'search' && html`<${Palette} onClose=${close} />`}
    ${dialog === 'help' && html`<${Help} onClose=${close} />`}
  `;
}

function shortcuts(setDialog) {
  const keys = {
    '/': () => setDialog('search'),
    'mod+k': () => setDialog('search'),
    '?': () => setDialog('help'),
    f: () => document.querySelector('[data-find]')?.focus(),
    t: () => cycle(timeStyle, ['relative', 'absolute']),
    d: () => cycle(theme, ['system', 'light', 'dark']),
  };
  for (const section of SECTIONS) keys['g ' + section.key] = () => navigate(pathTo(...section.segments));
  return keys;
}
