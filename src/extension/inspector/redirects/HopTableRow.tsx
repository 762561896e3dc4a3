import { carriedBy } from '../../../core/sequence/index.ts';
import { ENGINES } from '../../../formats/report/form-action-words.ts';
import { CAUSES } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { memo } from '../parts/memo.ts';
import { UrlText } from '../parts/UrlText.tsx';
import { duration, offset } from '../time.ts';
import { HopAnswer } from './HopAnswer.tsx';
import { detailId, HopButton } from './HopButton.tsx';
import { HopDetail } from './HopDetail.tsx';
import { type HopRowProps, methodOf } from './hop-row.ts';
import { RefusedLabel } from './RefusedLabel.tsx';
import { stepKey } from './step-key.ts';
import { VerdictMark, verdictOf } from './Verdicts.tsx';

interface Props extends HopRowProps {
  readonly columns: number;
  readonly rowIndex: number;
}

/** A hop as a row of the table, and a second one below it for its details. */
export const HopTableRow = memo(({ columns, rowIndex, ...row }: Props) => {
  const { step, refusal, isOpen, isActive, onToggle, onFocus } = row;
  const { hop, navigation, number } = step;
  const position = { 'data-step': stepKey(step), 'data-kind': 'hop', 'aria-rowindex': rowIndex };
  return (
    <>
      <tr
        class={refusal?.happened ? 'row-refused' : 'row-hop'}
        data-testid="hop"
        data-hop={hop.id}
        data-refused={refusal?.happened ? 'true' : undefined}
        {...position}
      >
        <th scope="row">
          <HopButton class="row-button" {...{ step, isOpen, isActive, onToggle, onFocus }}>
            <Icon name="chevron" />
            <span class="off-screen">Hop </span>
            {number}
            <span class="off-screen">, {CAUSES[navigation.cause.kind]}</span>
          </HopButton>
        </th>
        <td class="row-request">
          <div class="row-address">
            <span class="hop-method">{methodOf(hop)}</span> <UrlText url={hop.url} />
          </div>
        </td>
        <td>{carriedBy(hop).join(', ')}</td>
        <td class="row-answer">
          <HopAnswer step={step} />
        </td>
        <td class="row-number">{step.offset !== undefined && offset(step.offset)}</td>
        <td class="row-number">{step.duration !== undefined && duration(step.duration)}</td>
        {(['chromium', 'firefox'] as const).map((engine) => (
          <td key={ENGINES[engine]}>
            <VerdictMark verdict={verdictOf(step, engine)} />
          </td>
        ))}
      </tr>
      {(isOpen || refusal !== undefined) && (
        <tr class={refusal?.happened ? 'row-detail row-refused' : 'row-detail'} {...position}>
          <td colSpan={columns}>
            {refusal && <RefusedLabel refusal={refusal} />}
            {isOpen && <HopDetail step={step} id={detailId(step)} />}
          </td>
        </tr>
      )}
    </>
  );
});
