/** How to name a deployment of Login.gov that is not known: the end of a sentence that speaks of deployments. */
export function nameDeployment(origin: string): string {
  return `if ${origin} is a deployment of Login.gov, name it: in the inspector under Access, on the command line with --deployment`;
}
