/**
 * Reloads a page of `scripts/serve` when the server has a newer version, as MkDocs would with
 * the inline script that our security policy forbids. The place on the page stays.
 */
const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const { epoch = '0', request = '0' } = script.dataset;
/** @type {AbortController | undefined} */
let waiting;

/** Ask until there is a newer version; the server answers at once, or after a minute. */
async function wait() {
  const mine = new AbortController();
  waiting = mine;
  while (!mine.signal.aborted) {
    try {
      const answer = await fetch(`/livereload/${epoch}/${request}`, { signal: mine.signal });
      if (answer.ok && Number(await answer.text()) > Number(epoch)) {
        location.reload();
        return;
      }
    } catch {
      // The server was stopped, or is being started again.
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function follow() {
  waiting?.abort();
  if (document.visibilityState === 'visible') wait();
}

document.addEventListener('visibilitychange', follow);
addEventListener('pagehide', () => waiting?.abort());
follow();
