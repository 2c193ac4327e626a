import * as vscode from 'vscode';
import type { ArrayLiteral } from '../core/literal/literal';
import { roleByName } from '../core/problem/assemble';
import type { Role } from '../core/problem/names';
import { shapeText } from '../core/tensor/tensor';

/** What an array can be, as it is asked for; the commonest first. */
const choices: readonly (readonly [Role, string])[] = [
  ['x', 'input of the layer'],
  ['dout', 'gradient that comes from above'],
  ['dx', 'your gradient of x'],
  ['gamma', 'scale'],
  ['beta', 'shift'],
  ['dgamma', 'your gradient of gamma'],
  ['dbeta', 'your gradient of beta'],
  ['y', 'your output of the layer'],
  ['mask', 'mask of dropout'],
  ['running_mean', 'running mean'],
  ['running_var', 'running variance'],
];

/** The roles that the user gave to arrays whose names say nothing: kept as long as their document is open. */
export class Roles implements vscode.Disposable {
  private readonly given = new Map<string, Map<string, Role | null>>();
  private readonly listener = vscode.workspace.onDidCloseTextDocument(({ uri }) =>
    this.given.delete(uri.toString()),
  );

  /** The role of an array, by its name or by what the user said. */
  roleOf(uri: vscode.Uri, array: ArrayLiteral, among: readonly ArrayLiteral[]): Role | null {
    return roleByName(array) ?? this.given.get(uri.toString())?.get(keyOf(array, among)) ?? null;
  }

  /**
   * Asks what the arrays are whose names say nothing, if there are several to tell apart and it was not said before.
   * Returns false where the user gives no answer.
   */
  async ask(uri: vscode.Uri, arrays: readonly ArrayLiteral[]): Promise<boolean> {
    const known = this.given.get(uri.toString()) ?? new Map<string, Role | null>();
    const matrices = arrays.filter(({ tensor }) => tensor.shape.length > 0);
    const unknown = matrices.filter((array) => roleByName(array) === null);
    if (matrices.length < 2 || unknown.every((array) => known.has(keyOf(array, arrays)))) return true;
    const taken = new Set<Role | null>(arrays.map(roleByName));
    const answers = new Map<string, Role | null>();
    for (const [at, array] of unknown.entries()) {
      const role = await pick(array, taken, `${at + 1} of ${unknown.length}`);
      if (role === undefined) return false;
      taken.add(role);
      answers.set(keyOf(array, arrays), role);
    }
    this.given.set(uri.toString(), new Map([...known, ...answers]));
    return true;
  }

  dispose(): void {
    this.listener.dispose();
  }
}

/** What is remembered of an array: its name, or which of those without a name it is. */
function keyOf(array: ArrayLiteral, among: readonly ArrayLiteral[]): string {
  return array.name ?? `#${among.filter(({ name }) => name === null).indexOf(array)}`;
}

async function pick(
  { name, tensor: { shape } }: ArrayLiteral,
  taken: ReadonlySet<Role | null>,
  step: string,
): Promise<Role | null | undefined> {
  const free = choices.filter(([role]) => !taken.has(role));
  const items = free.map(([role, description]) => ({ label: role, description, role }));
  const none = { label: 'Leave it out', description: 'it takes no part in the check', role: null };
  const picked = await vscode.window.showQuickPick([...items, none], {
    title: `BN Gradcheck: what is ${name ?? 'the array without a name'} of shape ${shapeText(shape)}? (${step})`,
    placeHolder: 'Its role in the check',
  });
  return picked?.role;
}
