import { useEffect, useState } from 'preact/hooks';
import { copyText } from '../host/clipboard.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly value: string;
  /** What is copied, for the accessible name: "Copy the redirect URI". */
  readonly what: string;
}

type Result = 'copied' | 'failed';

export function CopyButton({ value, what }: Props) {
  const [result, setResult] = useState<Result>();

  useEffect(() => {
    if (!result) return undefined;
    const timer = setTimeout(() => setResult(undefined), 2000);
    return () => clearTimeout(timer);
  }, [result]);

  const words = result === 'copied' ? 'Copied' : result === 'failed' ? 'Not copied' : 'Copy';
  return (
    <button
      type="button"
      class="button copy"
      aria-label={`${words} ${what}`}
      onClick={async () => setResult((await copyText(value)) ? 'copied' : 'failed')}
    >
      <Icon name={result === 'copied' ? 'done' : 'copy'} />
      {words}
    </button>
  );
}
