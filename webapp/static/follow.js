// Follows a calculation without reloading the page; without this script the page reloads itself.
"use strict";

const INTERVAL = 1500;
const panel = document.getElementById("progress");

async function follow() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.getElementById("progress");
      update(panel, next);
      if (next.dataset.running === "no") {
        location.reload();
        return;
      }
    }
  } catch {
    // the network went away for a moment: the next round tries again
  }
  setTimeout(follow, INTERVAL);
}

// Only what changed is replaced, so that a screen reader says it once and a focused button keeps its focus.
function update(shown, fresh) {
  if (shown.children.length !== fresh.children.length) {
    shown.replaceChildren(...fresh.children);
    return;
  }
  for (let i = 0; i < shown.children.length; i += 1) {
    const [before, after] = [shown.children[i], fresh.children[i]];
    if (before.tagName === "FORM") continue;
    if (before.innerHTML.trim() !== after.innerHTML.trim()) before.innerHTML = after.innerHTML;
  }
}

setTimeout(follow, INTERVAL);
