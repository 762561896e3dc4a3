import { queryParameters } from '../../../core/decode/parameters.ts';
import type { Header, Hop } from '../../../core/model/index.ts';
import type { HopResult } from '../../../formats/report/hops.ts';
import { isSecretParameter } from '../../../formats/report/mask.ts';
import { counted } from '../../../formats/report/words.ts';
import { NamedValue } from '../parts/NamedValue.tsx';
import { capitalised, seenIn } from '../words.ts';
import { FieldTable } from './FieldTable.tsx';

const POLICY_HEADERS = ['content-security-policy', 'content-security-policy-report-only'];

interface Props {
  readonly hop: Hop;
  readonly result: HopResult;
  readonly id: string;
}

/** All that is known of a hop. */
export function HopDetail({ hop, result, id }: Props) {
  const { request, response } = hop;
  const body = request?.body;
  const isSecret = ({ name, value }: Header) => isSecretParameter(name, value, hop.url);
  return (
    <section class="hop-detail" id={id} aria-label="Details of the hop">
      <h3>URL</h3>
      <p class="mono">
        <NamedValue name="URL" value={hop.url} />
      </p>
      {hop.error !== undefined && (
        <>
          <h3>Error</h3>
          <p class="mono bad">{hop.error}</p>
        </>
      )}
      <FieldTable title="Query parameters" fields={queryParameters(hop.url)} isSecret={isSecret} />
      {body?.kind === 'form' && <FieldTable title="Form fields" fields={body.fields} isSecret={isSecret} />}
      {body?.kind === 'form' && body.omitted > 0 && (
        <p class="quiet">
          {counted(body.omitted, 'other field')} not kept: what users type is never recorded.
        </p>
      )}
      {body?.kind === 'too-large' && <p class="quiet">The body was too large to keep: {body.bytes} bytes.</p>}
      {response?.redirectUrl !== undefined && (
        <>
          <h3>Redirects to</h3>
          <p class="mono">
            <NamedValue name="redirect URL" value={response.redirectUrl} />
          </p>
        </>
      )}
      {response && (
        <FieldTable title="Response headers" fields={response.headers} highlight={POLICY_HEADERS} />
      )}
      <FieldTable title="Request headers" fields={request?.headers ?? []} />
      {result.kind === 'none' && <p class="quiet">{capitalised(result.text)}.</p>}
      <p class="quiet">Seen in {seenIn(hop)}.</p>
    </section>
  );
}
