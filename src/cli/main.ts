import { checkCommand } from './check';
import { checkBatch, computeBatch } from './compute';
import { functionCommand } from './function';
import { readCommand } from './read';
import { UsageError, writeError } from './usage';

const help = `bn-gradcheck: checks the backward pass of a normalisation layer

  bn-gradcheck check FILE [--json | --markdown | --latex | --csv]    is the gradient right for the arrays in FILE?
  bn-gradcheck read FILE [--json]       the arrays in FILE
  bn-gradcheck function FILE [--json]   are the Python functions in FILE right, run in your own Python?
  bn-gradcheck check --batch            JSON lines in, JSON lines out, each with its verdict and the reason
  bn-gradcheck compute --batch
  bn-gradcheck read --batch

FILE is a path, or - for standard input. Which part of it:
  --selection S:E    UTF-16 offsets       --lines A-B    1-based lines
  --cursor O         the literal around an offset
  --language ID      VS Code's language id, if the name of FILE does not tell
For check:
  --layer batchnorm | layernorm | groupnorm | instancenorm | rmsnorm | dropout   (guessed where it is not said)
  --layout ND | NCL | NLC | NCHW | NHWC        --groups G        --norm-dims K    trailing axes of layer and RMS norm
  --preset cs231n | pytorch | keras | flax | caffe | mxnet | paper
  --mode train | eval       --dtype float64 | float32
  --p P       --p-meaning keep | drop       --variant inverted | vanilla          of dropout
  --eps E     --step H | auto     --tolerance T     --seed S
  --route graph | paper | closed | projection | article     the route that the verdict is about
For function:
  --name NAME     one function, such as batchnorm_backward or BatchNorm.backward; else all that can be checked
  --python PATH   the Python that runs them

Exit code: 0 agrees, 1 disagrees or cannot decide, 2 bad input or usage.
`;

async function main([command, ...rest]: readonly string[]): Promise<number> {
  const batch = rest.includes('--batch');
  const others = rest.filter((argument) => argument !== '--batch');
  if (others.includes('--help') || others.includes('-h')) return main(['--help']);
  // Lines are read from standard input and answered in JSON anyway.
  const surplus = batch && others.find((argument) => argument !== '-' && argument !== '--json');
  if (surplus)
    throw new UsageError(`--batch stands alone: ${surplus} belongs into the lines on standard input.`);
  switch (command) {
    case 'check':
      return batch ? checkBatch() : checkCommand(others);
    case 'read':
      return readCommand(others, batch);
    case 'compute':
      if (batch) return computeBatch();
      throw new UsageError('compute takes --batch and JSON lines on standard input.');
    case 'function':
      return functionCommand(others);
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(help);
      return command === undefined ? 2 : 0;
    default:
      throw new UsageError(`There is no command ${command}; see bn-gradcheck --help.`);
  }
}

const args = process.argv.slice(2);
main(args).then(
  (code) => (process.exitCode = code),
  (error: unknown) => (process.exitCode = writeError(error, args.includes('--json'))),
);
