// Builds k6 into .k6/k6: `npm run k6`
import { buildK6 } from '../cli/k6/build';
import { UsageError } from '../cli/usage-error';

try {
  await buildK6((line) => console.log(line));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
