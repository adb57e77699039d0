using Cffi.Tool;

return CommandLine.Run(args, Console.Error);
