import * as vscode from 'vscode';
import { readWindow } from '../core/tensor/window';
import { validOptions } from '../core/problem/options';
import { routeIds } from '../core/report/report';
import { protocolVersion } from '../protocol/messages';
import { emit, serve, type Transport } from '../protocol/rpc';
import { pack, unpack } from '../protocol/wire';
import type { FunctionCheck } from './function-check';
import type { Insertion } from './insert';
import { page } from './page';
import { placeOfElement, reveal } from './reveal';
import type { Session } from './session';

export const panelType = 'bnGradcheck.panel';

/** The panel beside the editor. It shows the session's state and passes on what the user does in it. */
export class Panel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | null = null;
  private readonly listener: vscode.Disposable;
  private tell: (() => void) | null = null;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly session: Session,
    private readonly insertion: Insertion,
    private readonly functions: FunctionCheck,
  ) {
    this.listener = session.onDidChange(() => this.tell?.());
  }

  /** Whether the user sees the panel. */
  get visible(): boolean {
    return this.panel?.visible ?? false;
  }

  /** Shows the panel beside the editor and leaves the focus where it is. */
  show(): void {
    if (this.panel) return this.panel.reveal(undefined, true);
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.adopt(vscode.window.createWebviewPanel(panelType, 'BN Gradcheck', place));
  }

  /** Takes over a panel that VS Code made: a new one, or one of an earlier session. */
  adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    const { webview } = panel;
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(this.extensionUri, 'media', `panel-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.extensionUri, 'dist')],
    };
    const transport: Transport = {
      post: (message) => void webview.postMessage(pack(message)),
      listen: (receive) => {
        const subscription = webview.onDidReceiveMessage((message) => receive(unpack(message)));
        return () => void subscription.dispose();
      },
    };
    const stop = this.answer(transport);
    this.tell = () => emit(transport, 'state', this.session.state);
    panel.onDidDispose(() => {
      stop();
      this.panel = null;
      this.tell = null;
    });
    webview.html = page(webview, this.extensionUri);
  }

  dispose(): void {
    this.listener.dispose();
    this.panel?.dispose();
  }

  private answer(transport: Transport): () => void {
    const { session } = this;
    return serve(transport, {
      ready: ({ version }) => {
        if (version === protocolVersion) return session.state;
        throw new Error(
          'This panel is from another version of BN Gradcheck. Close it and run the check again.',
        );
      },
      window: (wanted) => {
        const tensor = session.result?.report.tensors[wanted.tensor];
        if (tensor === undefined)
          throw new Error(`There are no values for ${wanted.tensor} any more. Run the check again.`);
        return readWindow(tensor, wanted);
      },
      change: (options) => {
        void session.change(validOptions(options));
        return null;
      },
      look: ({ route }) => {
        if (routeIds.includes(route)) session.look(route);
        return null;
      },
      reveal: async ({ tensor, position }) => {
        const place = session.result && placeOfElement(session.result, tensor, position);
        if (!place)
          throw new Error('This number is not written in the editor: it was computed or chosen by us.');
        await reveal(place);
        return null;
      },
      cancel: () => {
        session.cancel();
        return null;
      },
      pin: ({ pinned }) => {
        session.pinned = pinned;
        return null;
      },
      insert: async ({ tensor }) => {
        await this.insertion.tensor(tensor);
        return null;
      },
      applyFix: async ({ preview }) => {
        await this.functions.apply(preview);
        return null;
      },
      revealLine: async ({ line }) => {
        await this.functions.revealLine(line);
        return null;
      },
      openExample: async () => {
        const example = vscode.Uri.joinPath(this.extensionUri, 'examples', 'assignment2.py');
        await vscode.window.showTextDocument(example, { viewColumn: vscode.ViewColumn.One });
        return null;
      },
    });
  }
}
