import { Component, type ComponentChild, h } from 'preact';

/**
 * A view that is made again only when one of its props is another one: for the rows of a long list. Callbacks among
 * the props must stay the same.
 */
export function memo<Props extends object>(View: (props: Props) => ComponentChild) {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const before: Readonly<Record<string, unknown>> = { ...this.props };
      const after = Object.entries(next);
      return (
        after.length !== Object.keys(before).length || after.some(([name, value]) => before[name] !== value)
      );
    }

    override render(props: Readonly<Props>) {
      return h(View, props);
    }
  };
}
