import * as vscode from 'vscode';
import { overall } from '../core/report/overall';
import type { Verdict } from '../core/report/report';
import type { Session } from './session';

const texts: Readonly<Record<Verdict, string>> = {
  agrees: '$(pass) BN agrees',
  disagrees: '$(error) BN disagrees',
  'cannot-decide': '$(question) BN cannot decide',
};

/** The last verdict in the status bar; a click shows the panel. */
export function registerStatus(session: Session): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('verdict', vscode.StatusBarAlignment.Left);
  item.name = 'BN Gradcheck';
  item.command = 'bnGradcheck.show';
  const draw = (): void => {
    const { result, route, state } = session;
    if (state.progress !== null) item.text = '$(sync~spin) BN checks';
    else if (result === null) return item.hide();
    else {
      const { verdict, sentence, worst } = overall(result.report, route);
      item.text =
        verdict === 'disagrees' && worst !== null ? `${texts[verdict]}: ${worst.element}` : texts[verdict];
      item.tooltip = `BN Gradcheck: ${sentence}`;
    }
    item.show();
  };
  return vscode.Disposable.from(item, session.onDidChange(draw), session.onDidLook(draw));
}
