// Runs in the page before the panel's own script: what VS Code puts there, over functions of the test's host.
let acquired = false;

window.acquireVsCodeApi = () => {
  if (acquired) throw new Error('An instance of the VS Code API has already been acquired');
  acquired = true;
  return {
    postMessage: (message) => window.hostReceive(JSON.stringify(message)),
    getState: () => JSON.parse(sessionStorage.getItem('vscode')) ?? undefined,
    setState: (state) => sessionStorage.setItem('vscode', JSON.stringify(state)),
  };
};

/** VS Code carries a message as JSON, with the bytes of typed arrays beside it. */
window.deliver = (text) => {
  const data = JSON.parse(text, (_, value) =>
    value?.$float64 ? Float64Array.from(value.$float64, Number) : value,
  );
  window.dispatchEvent(new MessageEvent('message', { data }));
};

document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
  window.hostComplain(`${violatedDirective} blocked ${blockedURI} ${sample}`),
);
