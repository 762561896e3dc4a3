import { Fragment } from 'preact';
import { carriedBy, type HopStep, type Sequence } from '../../../core/sequence/index.ts';
import { hopResult } from '../../../formats/report/hops.ts';
import { Icon } from '../parts/Icon.tsx';
import { UrlText } from '../parts/UrlText.tsx';
import type { Refusal } from '../refusal.ts';
import { duration, offset } from '../time.ts';
import { Arrows } from './Arrows.tsx';
import { HopAnswer } from './HopAnswer.tsx';
import { detailId, HopButton } from './HopButton.tsx';
import { HopDetail } from './HopDetail.tsx';
import { type HopRowProps, methodOf } from './hop-row.ts';
import { RefusedLabel } from './RefusedLabel.tsx';
import { Verdicts } from './Verdicts.tsx';

interface Props extends HopRowProps, Pick<Sequence, 'participants' | 'browser'> {}

/** A hop as two arrows with their words; its button opens the details below. */
export function DiagramHop({ participants, browser, ...row }: Props) {
  const { step, refusal, isOpen, isActive, onToggle, onFocus } = row;
  const { hop, navigation, number, participant } = step;
  const isForm = navigation.cause.kind === 'form';
  return (
    <>
      <HopButton class="hop-button" {...{ step, isOpen, isActive, onToggle, onFocus }}>
        <span class="hop-number">
          <span class="off-screen">Hop </span>
          {number}{' '}
        </span>
        <Arrows
          participants={participants}
          browser={browser}
          participant={participant}
          request={requestOf(refusal)}
          answer={hopResult(hop, navigation).kind}
        />
        <span class="hop-words">
          <span class="hop-line hop-request">
            <span class="hop-method">{methodOf(hop)}</span>{' '}
            {participants[participant]?.kind === 'login-gov' && <span class="off-screen">Login.gov: </span>}
            <UrlText url={hop.url} />
            <span class="hop-carried">
              {carriedBy(hop).map((name) => (
                <Fragment key={name}>
                  {' '}
                  <span class="chip">{name}</span>
                </Fragment>
              ))}
            </span>
          </span>{' '}
          <span class="hop-line hop-answer">
            <HopAnswer step={step} />
          </span>
        </span>{' '}
        {isForm && <Verdicts step={step} />} <Times step={step} />
        <Icon name="chevron" />
      </HopButton>
      {refusal && <RefusedLabel refusal={refusal} />}
      {isOpen && <HopDetail step={step} id={detailId(step)} />}
    </>
  );
}

function Times({ step }: { readonly step: HopStep }) {
  return (
    <span class="hop-times">
      {step.offset !== undefined && <span class="hop-line">{offset(step.offset)} </span>}
      {step.duration !== undefined && (
        <span class="hop-line quiet">
          <span class="off-screen">answered within </span>
          {duration(step.duration)}
        </span>
      )}
    </span>
  );
}

function requestOf(refusal: Refusal | undefined) {
  if (refusal === undefined) return 'sent';
  return refusal.happened ? 'refused' : 'would-be-refused';
}
