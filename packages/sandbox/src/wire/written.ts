/** An answer as text, before anybody needs a `Response` of it: on a port it is written as it stands. */
export interface Written {
  text: string;
  mediaType: string;
}

/** An answer that is a response, whatever it was. */
export const asResponse = (answer: Response | Written): Response =>
  answer instanceof Response ? answer : new Response(answer.text, { headers: { 'content-type': answer.mediaType } });
