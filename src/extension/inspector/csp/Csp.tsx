import { useMemo } from 'preact/hooks';
import { urisToRegister } from '../../../core/csp/index.ts';
import type { Deployments } from '../../../core/login-gov/environments.ts';
import type { FlowInspection, PortalConfiguration } from '../../../core/model/index.ts';
import { hopNumbers } from '../../../formats/report/hops.ts';
import { Bounded } from '../parts/Bounded.tsx';
import { FormSection } from './FormSection.tsx';
import { PredictionSection } from './PredictionSection.tsx';
import type { PolicyMark } from './policy-mark.ts';
import { Registration } from './Registration.tsx';
import './csp.css';

interface Props {
  readonly inspection: FlowInspection;
  /** What the agency registered, where the user has entered it. */
  readonly portal?: PortalConfiguration | undefined;
  /** Where the user says that Login.gov is. */
  readonly deployments?: Deployments | undefined;
  /** The policy that the user was led to. */
  readonly mark?: PolicyMark | undefined;
  readonly onHop: (id: string) => void;
}

/** The policies that governed the forms of the flow, and what is to be registered so that they allow every hop. */
export function Csp({ inspection, portal, deployments, mark, onHop }: Props) {
  const { navigations, formActions } = inspection;
  const places = { numbers: useMemo(() => hopNumbers(navigations), [navigations]), onHop };
  const uris = useMemo(() => urisToRegister(navigations, deployments), [navigations, deployments]);
  const forms = navigations.filter(({ cause }) => cause.kind === 'form');
  return (
    <div class="csp">
      <Registration uris={uris} />
      {forms.length === 0 ? (
        <p class="quiet">
          No form submission in this flow. form-action governs forms and, in Chromium, the redirects after
          them; links, scripts and typed addresses are free.
        </p>
      ) : (
        // The last one handed the user back, so it is looked for first.
        <Bounded items={forms.toReversed()} noun="form submission" limit={20} list={(items) => <>{items}</>}>
          {(navigation) => (
            <FormSection
              key={navigation.id}
              navigation={navigation}
              judgement={formActions.find((judgement) => judgement.navigation === navigation.id)}
              mark={mark}
              {...places}
            />
          )}
        </Bounded>
      )}
      <PredictionSection
        inspection={inspection}
        portal={portal}
        deployments={deployments}
        isMarked={mark?.policy === 'predicted'}
        {...places}
      />
    </div>
  );
}
