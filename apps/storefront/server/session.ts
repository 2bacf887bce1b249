import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { type DemoCustomer, isDemoCustomer } from './demo-customers.ts';

const cookie = 'shop_session';
const staffCookie = 'shop_staff';

/** Who is signed in, in a signed cookie. The key is new at each start: signing in again costs one press. */
export class Sessions {
  readonly #key = randomBytes(32);

  #sign(name: string): string {
    return createHmac('sha256', this.#key).update(name).digest('base64url');
  }

  /** The value of `Set-Cookie` that signs somebody in. */
  open(customer: DemoCustomer): string {
    return `${cookie}=${customer}.${this.#sign(customer)}; Path=/; HttpOnly; SameSite=Lax`;
  }

  /** The value of `Set-Cookie` that signs the demo's staff in, for the back office only and from the shop's own pages only. */
  openStaff(): string {
    return `${staffCookie}=staff.${this.#sign('staff')}; Path=/api/office; HttpOnly; SameSite=Strict`;
  }

  /** Whether the `Cookie` header is the staff's. */
  isStaff(header: string | null | undefined): boolean {
    return this.#named(header, staffCookie) === 'staff';
  }

  /** Who the `Cookie` header says it is; `undefined` for nobody, or for a cookie that was not made here. */
  customer(header: string | null | undefined): DemoCustomer | undefined {
    const name = this.#named(header, cookie);
    return isDemoCustomer(name) ? name : undefined;
  }

  #named(header: string | null | undefined, wanted: string): string | undefined {
    const value = header
      ?.split(/;\s*/)
      .find((pair) => pair.startsWith(`${wanted}=`))
      ?.slice(wanted.length + 1);
    const [name = '', signature = ''] = value?.split('.') ?? [];
    const expected = Buffer.from(this.#sign(name));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected) ? name : undefined;
  }
}
