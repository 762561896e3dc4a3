import { ToolbarButton } from '../parts/ToolbarButton.tsx';
import { useImport } from './import-context.ts';

export function ImportButton() {
  const { choose } = useImport();
  return (
    <ToolbarButton
      icon="import"
      label="Import"
      title="Import a HAR, a capture or an export of SAML-tracer; or drop a file, or paste a URL or SAML message"
      testId="import"
      onClick={choose}
    />
  );
}
