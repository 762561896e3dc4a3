const PATHS = {
  bad: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.2 9.1-1.1 1.1L8 9.1l-2.1 2.1-1.1-1.1L6.9 8 4.8 5.9l1.1-1.1L8 6.9l2.1-2.1 1.1 1.1L9.1 8Z',
  good: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-1 10.2L3.9 8.1 5 7l2 2 4-4 1.1 1.1Z',
  neutral:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM4.8 7.2v1.6h6.4V7.2Z',
  pending:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM7.2 4v4.5l3.3 2 .8-1.3-2.5-1.5V4Z',
  error:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.2 9.1-1.1 1.1L8 9.1l-2.1 2.1-1.1-1.1L6.9 8 4.8 5.9l1.1-1.1L8 6.9l2.1-2.1 1.1 1.1L9.1 8Z',
  warning: 'M8 1.2.8 14.2h14.4Zm-.8 4.9h1.6v4H7.2Zm0 5h1.6v1.6H7.2Z',
  info: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm.8 10.8H7.2V7h1.6Zm0-6.2H7.2V4h1.6Z',
  record: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Z',
  'record-off': 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Zm0 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z',
  clear:
    'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM4.7 5.7a4.5 4.5 0 0 0 5.6 5.6Zm1-1 5.6 5.6a4.5 4.5 0 0 0-5.6-5.6Z',
  copy: 'M6 1h8v10h-3v4H2V5h4Zm1.5 1.5V5H11v4.5h1.5v-7Zm-4 4v7h6v-7Z',
  done: 'M6.2 12.4 1.9 8.1 3 7l3.2 3.2L13 3.5l1.1 1.1Z',
  open: 'M3 3h4v1.5H4.5v7h7V9H13v4H3Zm6-1h5v5h-1.5V4.6L8.6 8.5 7.5 7.4l3.9-3.9H9Z',
  access:
    'M8 1.2 2.5 3.3v4.2c0 3.4 2.3 6 5.5 7.3 3.2-1.3 5.5-3.9 5.5-7.3V3.3Zm0 1.6 4 1.5v3.2c0 2.5-1.6 4.5-4 5.6-2.4-1.1-4-3.1-4-5.6V4.3Z',
  close: 'm3.5 2.4 4.5 4.5 4.5-4.5 1.1 1.1L9.1 8l4.5 4.5-1.1 1.1L8 9.1l-4.5 4.5-1.1-1.1L6.9 8 2.4 3.5Z',
  filter: 'M1.5 2.5h13v1.6L9.4 9v5.2L6.6 12V9L1.5 4.1Z',
  compare: 'M2 2.5h5v11H2ZM3.5 4v8h2V4ZM9 2.5h5v11H9ZM10.5 4v8h2V4Z',
  keyboard:
    'M1 3.5h14v9H1ZM2.5 5v6h11V5ZM3.5 6h1.4v1.4H3.5Zm2.5 0h1.4v1.4H6Zm2.5 0h1.4v1.4H8.5ZM11 6h1.5v1.4H11ZM4.5 8.8h7V10h-7Z',
  portal: 'M2 2h12v12H2Zm1.5 1.5v9h9v-9Zm1.5 2h6V7H5Zm0 2.8h6v1.5H5Zm0 2.5h3.5v1.5H5Z',
  target:
    'M7.2 1h1.6v2.1A5 5 0 0 1 12.9 7.2H15v1.6h-2.1a5 5 0 0 1-4.1 4.1V15H7.2v-2.1a5 5 0 0 1-4.1-4.1H1V7.2h2.1a5 5 0 0 1 4.1-4.1ZM8 4.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8Zm0 2a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8Z',
  back: 'm10 3.5-1-1L3.5 8 9 13.5l1-1L5.5 8Z',
  up: 'M8 4.4 14 10.4l-1.1 1.1L8 6.6l-4.9 4.9L2 10.4Z',
  down: 'M8 11.6 2 5.6l1.1-1.1L8 9.4l4.9-4.9L14 5.6Z',
  chevron: 'm6 3.5 1-1L12.5 8 7 13.5l-1-1L10.5 8Z',
  none: 'M3 7.2h10v1.6H3Z',
  unknown:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM7.2 11.2h1.6v1.6H7.2Zm0-1.2V8.7c0-1.2 1.6-1.4 1.6-2.5a.8.8 0 0 0-1.6 0H5.6a2.4 2.4 0 0 1 4.8 0c0 1.8-1.6 2-1.6 2.9V10Z',
  hidden: 'M2 7h2.4v2H2Zm4.8 0h2.4v2H6.8Zm4.8 0H14v2h-2.4Z',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words that say the same. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path d={PATHS[name]} fill="currentColor" />
    </svg>
  );
}
