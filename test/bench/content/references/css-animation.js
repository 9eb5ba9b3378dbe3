// An empty animation on every input, heard when one begins to be shown.
const style = document.createElement('style');
style.textContent = '@keyframes bench{} input{animation:1ms bench}';
document.documentElement.append(style);
document.addEventListener(
  'animationstart',
  ({ animationName, target }) => {
    if (animationName === 'bench' && target.matches('#to')) performance.mark('found');
  },
  { capture: true },
);
