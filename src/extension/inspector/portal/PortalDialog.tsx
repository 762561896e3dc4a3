import { useContext, useRef, useState } from 'preact/hooks';
import type { PortalConfiguration } from '../../../core/model/index.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { FieldEntry } from './FieldEntry.tsx';
import { changeField } from './field-value.ts';
import { FIELD_GROUPS } from './fields.ts';
import { ImportProfiles } from './ImportProfiles.tsx';
import './portal.css';
import { PortalContext } from './portal-context.ts';

export interface PortalDialogProps {
  /** client_id or Issuer of the flow that the user came from. */
  readonly client?: string;
  /** Why the configurations cannot be read or kept. */
  readonly failure?: string;
  readonly onClose: () => void;
}

/** Enter, import and delete portal configurations. Each change is kept and used at once. */
export function PortalDialog({ client, failure, onClose }: PortalDialogProps) {
  const { profiles, save } = useContext(PortalContext);
  const [place, setPlace] = useState(() => {
    const own = profiles.findIndex(({ issuer }) => issuer === client);
    return own >= 0 || client !== undefined ? own : 0;
  });
  /** How often another profile was chosen: its fields are not those of the one before. */
  const [turn, setTurn] = useState(0);
  const [deleted, setDeleted] = useState<PortalConfiguration>();
  const list = useRef<HTMLSelectElement>(null);
  const isNew = profiles[place] === undefined;
  const unknownClient = profiles.some(({ issuer }) => issuer === client) ? undefined : client;
  const profile = profiles[place] ?? { ...(unknownClient !== undefined && { issuer: unknownClient }) };
  const others = profiles.filter((_, index) => index !== place);

  function choose(next: number) {
    setPlace(next);
    setTurn(turn + 1);
  }

  function keep(changed: PortalConfiguration) {
    save(
      isNew ? [...profiles, changed] : profiles.map((other, index) => (index === place ? changed : other)),
    );
    if (isNew) setPlace(profiles.length);
  }

  function remove() {
    setDeleted(profile);
    save(others);
    choose(Math.max(0, place - 1));
    list.current?.focus();
  }

  return (
    <Dialog title="Portal configuration" onClose={onClose} testId="portal-dialog">
      <div class="portal-bar">
        <select
          ref={list}
          aria-label="Configuration"
          data-testid="portal-profiles"
          value={isNew ? -1 : place}
          onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
        >
          {profiles.map(({ issuer }, index) => (
            <option key={index} value={index}>
              {issuer ?? 'Every application'}
            </option>
          ))}
          <option value={-1}>New configuration</option>
        </select>
        {!isNew && (
          <>
            <button type="button" class="button" onClick={() => choose(-1)}>
              New
            </button>
            <button type="button" class="button" onClick={remove}>
              Delete
            </button>
            <CopyButton value={JSON.stringify(profile, null, 2)} what="configuration as JSON" />
          </>
        )}
        {deleted && (
          <span role="status">
            Deleted.{' '}
            <button
              type="button"
              class="link"
              onClick={() => {
                save([...profiles, deleted]);
                choose(profiles.length);
                setDeleted(undefined);
              }}
            >
              Undo
            </button>
          </span>
        )}
      </div>
      <div class="portal-form">
        <p class="quiet">
          What you registered in the Login.gov Partner Portal. It is kept on this device only, and used at
          once. A field that is left out is not known: rules that need it are not asked.
        </p>
        {failure !== undefined && (
          <p class="bad" role="alert">
            {failure}
          </p>
        )}
        <ImportProfiles
          profiles={profiles}
          onImport={(imported) => {
            save(imported);
            choose(imported.length - 1);
          }}
        />
        {FIELD_GROUPS.map(({ title, fields }) => (
          <fieldset key={`${turn} ${title}`} class="portal-group">
            <legend>{title}</legend>
            {fields.map((field) => (
              <FieldEntry
                key={field.name}
                field={field}
                value={profile[field.name]}
                onChange={(value) => {
                  const change = changeField(profile, field, value, others);
                  if (!change.ok) return change.problem;
                  keep(change.profile);
                  return undefined;
                }}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </Dialog>
  );
}
