import { queryParameters } from '../../../core/decode/parameters.ts';
import type { Header } from '../../../core/model/index.ts';
import type { HopStep } from '../../../core/sequence/index.ts';
import { policyPlace } from '../../../formats/report/form-action-words.ts';
import { hopResult } from '../../../formats/report/hops.ts';
import { isSecretParameter } from '../../../formats/report/mask.ts';
import { counted } from '../../../formats/report/words.ts';
import { LongText } from '../parts/LongText.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';
import { duration, offset, timeOfDay } from '../time.ts';
import { capitalised, seenIn } from '../words.ts';
import { FieldTable } from './FieldTable.tsx';
import { FormActionSection } from './FormActionSection.tsx';
import { unseenOf } from './observed.ts';

const POLICY_HEADERS = ['content-security-policy', 'content-security-policy-report-only'];

interface Props {
  readonly step: HopStep;
  readonly id: string;
}

/** All that is known of a hop. */
export function HopDetail({ step, id }: Props) {
  const { hop, number } = step;
  const { request, response } = hop;
  const body = request?.body;
  const isSecret = ({ name, value }: Header) => isSecretParameter(name, value, hop.url);
  return (
    <section class="hop-detail" id={id} aria-label={`Details of hop ${number}`}>
      <h3>URL</h3>
      <p class="mono">
        <NamedValue name="URL" value={hop.url} />
      </p>
      {hop.error !== undefined && (
        <>
          <h3>Error</h3>
          <p class="mono bad">
            <LongText text={hop.error} />
          </p>
        </>
      )}
      <FormActionSection step={step} />
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
      {response?.meta?.kind === 'read' && (
        <FieldTable title="Policies in the page" fields={response.meta.policies.map(metaField)} />
      )}
      <FieldTable title="Request headers" fields={request?.headers ?? []} />
      <Observed step={step} />
    </section>
  );
}

function metaField(value: string): Header {
  return { name: policyPlace({ from: 'meta', disposition: 'enforce' }), value };
}

/** When it was, where knowledge of it comes from, and what is missing. */
function Observed({ step }: Pick<Props, 'step'>) {
  const { hop, navigation } = step;
  const result = hopResult(hop, navigation);
  const unseen = unseenOf(hop, hop === navigation.hops.at(-1) ? navigation.page : undefined);
  return (
    <>
      <h3>Observed</h3>
      {hop.time !== undefined && (
        <p class="quiet">
          Asked at {timeOfDay(hop.time)}
          {step.offset !== undefined && `, ${offset(step.offset)} after the first hop`}
          {step.duration !== undefined && `; answered within ${duration(step.duration)}`}.
        </p>
      )}
      {result.kind === 'none' && <p class="quiet">{capitalised(result.text)}.</p>}
      <p class="quiet">Seen in {seenIn(hop)}.</p>
      {unseen.length > 0 && <p class="quiet">Not seen: {unseen.join(', ')}.</p>}
    </>
  );
}
