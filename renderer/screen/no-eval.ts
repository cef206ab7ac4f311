import { z } from 'zod';

// zod compiles object schemas to code for speed; the page's policy forbids that. Imported before any schema is made.
z.config({ jitless: true });
