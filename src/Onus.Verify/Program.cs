return await Onus.Verify.VerifyCommand.RunAsync(args, Console.Out, Console.Error);
