import { Icon } from '../parts/Icon.tsx';
import './hidden-hops.css';

export function PrivateNotice() {
  return (
    <p class="notice notice-plain" data-testid="private-notice">
      <Icon name="hidden" /> Private windows. These flows are kept apart from the others, and go when the last
      private window closes.
    </p>
  );
}
