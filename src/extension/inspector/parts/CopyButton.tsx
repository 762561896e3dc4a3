import { useEffect, useState } from 'preact/hooks';
import { copyText } from '../host/clipboard.ts';
import { Icon } from './Icon.tsx';

interface Props {
  /** What is copied, or how to make it once it is wanted. */
  readonly value: string | (() => string | Promise<string>);
  /** What is copied, for the accessible name: "Copy the redirect URI". */
  readonly what: string;
  /** What the button says. */
  readonly label?: string;
}

type Result = 'copied' | 'failed';

export function CopyButton({ value, what, label = 'Copy' }: Props) {
  const [result, setResult] = useState<Result>();

  useEffect(() => {
    if (!result) return undefined;
    const timer = setTimeout(() => setResult(undefined), 2000);
    return () => clearTimeout(timer);
  }, [result]);

  async function copy() {
    try {
      const text = typeof value === 'string' ? value : await value();
      setResult((await copyText(text)) ? 'copied' : 'failed');
    } catch {
      setResult('failed');
    }
  }

  const words = result === 'copied' ? 'Copied' : result === 'failed' ? 'Not copied' : label;
  const verb = result === undefined ? 'Copy' : words;
  return (
    <button
      type="button"
      class="button copy"
      // A name begins with the words that are seen (WCAG 2.1, label in name).
      aria-label={label === 'Copy' ? `${verb} ${what}` : `${words}: ${what}`}
      onClick={copy}
    >
      <Icon name={result === 'copied' ? 'done' : 'copy'} />
      {words}
    </button>
  );
}
