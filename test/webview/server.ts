import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export const themes = ['dark-modern', 'light-modern', 'hc-black', 'hc-light'] as const;
export type Theme = (typeof themes)[number];

const bodyClass: Readonly<Record<Theme, string>> = {
  'dark-modern': 'vscode-dark',
  'light-modern': 'vscode-light',
  'hc-black': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light vscode-high-contrast',
};

const here = import.meta.dirname;
const dist = join(here, '../../dist');

/** Serves the built panel as VS Code does: its own Content Security Policy, theme variables and default style. */
export class PanelServer {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<PanelServer> {
    if (!existsSync(join(dist, 'webview.js')))
      throw new Error('There is no dist/webview.js: run npm run build first.');
    const server = createServer(({ url = '/' }, response) => {
      const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
      const theme = themes.find((name) => name === searchParams.get('theme')) ?? 'dark-modern';
      const files: Readonly<Record<string, () => string | Buffer>> = {
        '/': () => shell(theme, origin(server)),
        '/theme.css': () => themeCss(theme),
        '/vscode.css': () => readFileSync(join(here, 'themes/vscode.css')),
      };
      try {
        const body = (files[pathname] ?? (() => readFileSync(join(dist, pathname))))();
        response.writeHead(200, { 'content-type': contentType(pathname) }).end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PanelServer(server);
  }

  address(theme: Theme): string {
    return `${origin(this.server)}/?theme=${theme}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function origin(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function shell(theme: Theme, source: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source}; font-src ${source}; script-src 'nonce-test'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/vscode.css">
<link rel="stylesheet" href="/theme.css?theme=${theme}">
<link rel="stylesheet" href="/webview.css">
<title>BN Gradcheck</title>
</head>
<body class="${bodyClass[theme]}" data-vscode-theme-kind="${bodyClass[theme].split(' ')[0]}">
<div id="root"></div>
<script nonce="test" src="/webview.js"></script>
</body>
</html>`;
}

function themeCss(theme: Theme): string {
  const variables = JSON.parse(readFileSync(join(here, `themes/${theme}.json`), 'utf8')) as Record<
    string,
    string
  >;
  const lines = Object.entries(variables).map(([name, value]) => `${name}: ${value};`);
  return `:root { ${lines.join('\n')} }`;
}

function contentType(path: string): string {
  if (path.endsWith('.css')) return 'text/css';
  if (path.endsWith('.js')) return 'text/javascript';
  return path === '/' ? 'text/html' : 'font/woff2';
}
