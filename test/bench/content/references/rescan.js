// Asks the whole page at each change, and which of the fields is visible.
const look = () => {
  for (const input of document.querySelectorAll('input, textarea, [contenteditable]')) {
    const { width } = input.getBoundingClientRect();
    if (width > 0 && getComputedStyle(input).visibility === 'visible' && input.matches('#to'))
      performance.mark('found');
  }
};
new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
