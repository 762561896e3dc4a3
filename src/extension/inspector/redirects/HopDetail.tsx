import type { Hop } from '../../../core/model/index.ts';
import { queryOf } from '../hops.ts';
import { NamedValue } from '../parts/NamedValue.tsx';
import { counted, seenIn } from '../words.ts';
import { FieldTable } from './FieldTable.tsx';

const POLICY_HEADERS = ['content-security-policy', 'content-security-policy-report-only'];

/** All that is known of a hop. */
export function HopDetail({ hop, id }: { readonly hop: Hop; readonly id: string }) {
  const { request, response } = hop;
  const body = request?.body;
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
      <FieldTable title="Query parameters" fields={queryOf(hop.url)} />
      {body?.kind === 'form' && <FieldTable title="Form fields" fields={body.fields} />}
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
      {!response && hop.error === undefined && <p class="quiet">No response was seen.</p>}
      <p class="quiet">Seen in {seenIn(hop)}.</p>
    </section>
  );
}
