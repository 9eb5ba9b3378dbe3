// Looks into the nodes that were added, when the page is idle.
let added = [];
const look = () => {
  for (const node of added) {
    if (!(node instanceof Element)) continue;
    if (node.matches('input#to') || node.querySelector('input#to')) performance.mark('found');
  }
  added = [];
};
new MutationObserver((records) => {
  if (added.length === 0) requestIdleCallback(look, { timeout: 100 });
  for (const { addedNodes } of records) added.push(...addedNodes);
}).observe(document, { childList: true, subtree: true });
