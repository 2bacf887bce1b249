import { chain } from '../../../chain';

const answer = (request: Request) => chain().handle(request);

/** The merchant proxy of `@onfile/proxy` is such a function too. */
export { answer as DELETE, answer as GET, answer as PATCH, answer as POST };
