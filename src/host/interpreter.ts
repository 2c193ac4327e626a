import { PythonExtension } from '@vscode/python-extension';
import * as vscode from 'vscode';

/**
 * The user's own Python for a document: what the Python extension has active, else the setting
 * python.defaultInterpreterPath, else python3 of the path.
 */
export async function interpreterFor(uri: vscode.Uri): Promise<string> {
  return (
    (await chosenInExtension(uri)) ?? setting(uri) ?? (process.platform === 'win32' ? 'python' : 'python3')
  );
}

async function chosenInExtension(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { environments } = await PythonExtension.api();
    const path = environments.getActiveEnvironmentPath(uri);
    const resolved = await environments.resolveEnvironment(path);
    return resolved?.executable.uri?.fsPath ?? path.path;
  } catch {
    // The Python extension is not installed, or does not start.
    return undefined;
  }
}

function setting(uri: vscode.Uri): string | undefined {
  const path = vscode.workspace.getConfiguration('python', uri).get<string>('defaultInterpreterPath');
  // "python" is what the Python extension has there where nothing is set.
  if (path === undefined || path === '' || path === 'python') return undefined;
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? '';
  return path.replace('${workspaceFolder}', folder).replace(/^~/, process.env['HOME'] ?? '~');
}
