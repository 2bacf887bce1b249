/** The shop's demo customers. A real shop has accounts instead. */
export const demoCustomers = ['anna', 'boris', 'vera', 'gala', 'dina', 'new'] as const;
/** The name of one of them. */
export type DemoCustomer = (typeof demoCustomers)[number];

/** Whether somebody is one of them. */
export const isDemoCustomer = (name: unknown): name is DemoCustomer => demoCustomers.some((known) => known === name);
