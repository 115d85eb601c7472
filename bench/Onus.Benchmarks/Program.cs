using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Onus.Benchmarks;

// --quick: one table in about 20 seconds. Anything else goes to BenchmarkDotNet (--help, --filter '*Leaf*').
if (args is ["--quick"])
{
    QuickTable.Print(Console.Out);
    return;
}

// --ledger [accounts]: what a transfer, a hold and a state root cost the ledger alone.
if (args is ["--ledger", ..])
{
    LedgerTable.Print(Console.Out, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000);
    return;
}

// In this process: the project that BenchmarkDotNet would generate does not inherit the repository's build settings.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
