import type { Where } from '../core/literal/literal';
import type { CheckOptions } from '../core/problem/problem';
import type { LineChange } from '../core/function/changes';
import type { FunctionReport } from '../core/function/report';
import type { ReportSummary, RouteId, TensorId } from '../core/report/report';
import type { UserError } from '../core/result';

/** Raised whenever a message changes its form: a page of another version is told to reload. */
export const protocolVersion = 4;

/** What the panel shows below its progress bar. */
export type Content =
  | { readonly kind: 'empty' }
  | { readonly kind: 'checking'; readonly document: string }
  | {
      readonly kind: 'error';
      readonly error: UserError;
      readonly document: string | null;
      /** The options that the arrays do not fit; null where others would not help. */
      readonly options: CheckOptions | null;
    }
  | {
      readonly kind: 'report';
      readonly report: ReportSummary;
      readonly document: string;
      /** The function of the user's whose values these are; null where arrays were checked. */
      readonly checked: FunctionSummary | null;
    };

/** What the panel shows of a checked function, beside the report of its values. */
export type FunctionSummary = Omit<FunctionReport, 'main'> & {
  /** What its fix would change. */
  readonly changes: readonly LineChange[];
};

/** Everything the host tells the panel to show. */
export interface PanelState {
  readonly content: Content;
  /** Share of the running check that is done; null while none has run for 300 ms. */
  readonly progress: number | null;
  /** What the page keeps in its state for the host, to do the check again after a reload. */
  readonly memento: Memento | null;
  /** What is wrong with the text as it is now, while an older report is shown; null where nothing is. */
  readonly notice: string | null;
  /** Whether the panel stays where it is, or follows the cursor. */
  readonly pinned: boolean;
}

/** Where a check's arrays stand, and the options it was done with. */
export interface Memento {
  readonly uri: string;
  readonly where: Where;
  readonly options: Partial<CheckOptions>;
}

/** A rectangle of a tensor, seen as rows (all axes but the last) and columns (the last axis). */
export interface TensorWindow {
  readonly tensor: TensorId;
  readonly rows: readonly [first: number, end: number];
  readonly columns: readonly [first: number, end: number];
}

/** What the panel may ask of the host; each request is answered, with a result or with an error. */
export interface PanelRequests {
  /** The page runs and can take messages. */
  ready: { params: { readonly version: number }; result: PanelState };
  /** Values of a tensor of the report that is shown, row by row. */
  window: { params: TensorWindow; result: Float64Array[] };
  /** Check again with other options. */
  change: { params: Partial<CheckOptions>; result: null };
  /** The route that the user looks at: marks in the editor follow it. */
  look: { params: { readonly route: RouteId }; result: null };
  /** Show in the editor where this element is written. */
  reveal: { params: { readonly tensor: TensorId; readonly position: number }; result: null };
  cancel: { params: null; result: null };
  /** Keep the panel where it is, or let it follow the cursor again. */
  pin: { params: { readonly pinned: boolean }; result: null };
  /** Write the values of a tensor at the cursor of the editor, in its language. */
  insert: { params: { readonly tensor: TensorId }; result: null };
  /** Make the edit that mends the function which was checked, each change with the user's word where previewed. */
  applyFix: { params: { readonly preview: boolean }; result: null };
  /** Show a line of the function's text in the editor. */
  revealLine: { params: { readonly line: number }; result: null };
  openExample: { params: null; result: null };
}

/** What the host tells the panel unasked. */
export interface PanelEvents {
  state: PanelState;
}
