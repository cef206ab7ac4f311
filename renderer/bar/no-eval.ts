import { config } from 'zod';

// zod compiles object schemas with `new Function`; the page's content security policy forbids it. Imported before any schema.
config({ jitless: true });
