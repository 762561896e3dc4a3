import type { Participant } from '../../../core/sequence/index.ts';

/** Where the lifeline of a participant stands, in percent of the width of all. */
export function lifelineAt(index: number, participants: number): number {
  return ((index + 0.5) / participants) * 100;
}

/**
 * Every lifeline as one CSS background: a row has no element for each, for a screenful of rows is made anew while the
 * user scrolls.
 * @param isDashed by index of the participant
 */
export function lifelines(
  participants: readonly Participant[],
  isDashed: (index: number) => boolean = () => false,
): string {
  return participants
    .map(({ kind }, index) => {
      const at = lifelineAt(index, participants.length);
      const width = kind === 'browser' ? 3 : 1;
      const color = kind === 'login-gov' ? 'var(--lifeline-login-gov)' : 'var(--lifeline)';
      const line = isDashed(index)
        ? `repeating-linear-gradient(${color} 0 2px, transparent 2px 6px)`
        : `linear-gradient(${color}, ${color})`;
      // A background at p % has its own point at p % there: the line is to be there with its middle.
      const shift = ((at - 50) / 100) * width;
      return `${line} calc(${at}% + ${shift}px) 0 / ${width}px 100% no-repeat`;
    })
    .join(', ');
}
