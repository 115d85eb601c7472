return await Onus.Cli.OnusCommand.RunAsync(args, Console.Out, Console.Error);
