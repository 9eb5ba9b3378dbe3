/** The few signs on the buttons, drawn on a 16 × 16 field in the text's colour. */

const shapes = {
  up: 'M8 12.5v-9M4 7.5l4-4 4 4',
  down: 'M8 3.5v9M4 8.5l4 4 4-4',
  remove: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  done: 'M3 8.5l3.5 3.5L13 4.5',
  save: 'M4.5 2.5h7v11L8 10.5l-3.5 3z',
  off: 'M8 2v6M4.75 4.25a5 5 0 1 0 6.5 0',
  window: 'M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13.5 2.5L7.5 8.5',
} as const;

export function Icon({ shape, filled = false }: { shape: keyof typeof shapes; filled?: boolean }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={shapes[shape]}
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linejoin="round"
      />
    </svg>
  );
}
