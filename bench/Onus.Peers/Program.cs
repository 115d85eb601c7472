using System.Globalization;
using Onus.Peers;

// [seconds per row and round, 4] [accounts, 10000] [rounds, 3]: Onus and its peers in one run, one table.
var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 4;
var accounts = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000;
var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
var directory = Path.Combine(Path.GetTempPath(), $"onus-peers-{Guid.NewGuid():N}");
Directory.CreateDirectory(directory);
if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(directory, (UnixFileMode)Convert.ToInt32("755", 8));
try
{
    await new Comparison(directory, accounts, seconds, rounds, Console.Out).RunAsync();
}
finally
{
    Directory.Delete(directory, recursive: true);
}
