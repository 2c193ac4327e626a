#!/usr/bin/env node
// npm start: a real VS Code with the extension in it, in the folder with the examples.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findOnPath, hasDisplay, main, root, run, temporaryFolder } from './processes.mjs';
import { startServer, workbenchUrl } from './vscode-server.mjs';

const examples = path.join(root, 'examples');

main(async () => {
  const { values } = parseArgs({ options: { server: { type: 'boolean' }, port: { type: 'string' } } });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error('--port takes a number from 1 to 65535, or 0 for any free one.');
  }
  const desktop = hasDisplay() && findOnPath('code');
  if (desktop && !values.server && !values.port) return openDesktop(desktop);
  return serve(port);
});

async function openDesktop(code) {
  console.log('Opening VS Code with the extension and the examples.');
  return run(code, [`--extensionDevelopmentPath=${root}`, examples], { shell: process.platform === 'win32' });
}

async function serve(port) {
  const server = await startServer({ port, dataDir: temporaryFolder() });
  console.log(
    'VS Code runs with the extension and the examples. Open this in a browser, end it with Ctrl-C:',
  );
  console.log(workbenchUrl(server, { folder: examples, developmentPath: root }));
  return server.exited;
}
