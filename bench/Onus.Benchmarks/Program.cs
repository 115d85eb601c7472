using BenchmarkDotNet.Running;
using Onus.Benchmarks;

// --quick: one table in about 20 seconds. Anything else goes to BenchmarkDotNet (--help, --filter '*Leaf*').
if (args is ["--quick"])
{
    QuickTable.Print(Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
