import { useState } from 'preact/hooks';
import { useCaptures } from './captures-context.ts';

/** Opens the sample capture, which is loaded when it is asked for. */
export function SampleButton() {
  const { open } = useCaptures();
  const [failure, setFailure] = useState<string>();

  async function openSample() {
    try {
      const { sampleFlows } = await import('./sample-capture.ts');
      open([{ name: 'Sample capture', flows: sampleFlows() }]);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <>
      <button type="button" class="button" data-testid="open-sample" onClick={openSample}>
        Open a sample capture
      </button>
      {failure !== undefined && (
        <p class="bad" role="alert">
          The sample cannot be loaded: {failure}
        </p>
      )}
    </>
  );
}
