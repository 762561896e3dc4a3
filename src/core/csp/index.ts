export type {
  FormActionCoverage,
  FormActionHop,
  FormActionPolicy,
  FormActionRequest,
  FormActionVerdict,
} from './form-action.ts';
export { coverFormAction, formActionSources, judgeFormAction } from './form-action.ts';
export type { Directive, Policy } from './parse-policies.ts';
export { parsePolicies } from './parse-policies.ts';
export { predictFormAction } from './predict-form-action.ts';
export { allowsFormsToSelfOnly } from './self-only.ts';
export type { HostSource, SourceExpression } from './source-expression.ts';
