namespace Cffi.Core.CallPlans;

/// <summary>Call plans of the System V psABI for AMD64, 3.2.3.</summary>
internal sealed class SystemVX64Lowering
{
    private const int GeneralRegisterCount = 6;
    private const int FloatingRegisterCount = 8;
    private const int WordSize = 8;

    private readonly CFunctionType function;
    private readonly Target target;
    private readonly StackArea stack;
    private int general;
    private int floating;

    private SystemVX64Lowering(CFunctionType function, Target target)
    {
        this.function = function;
        this.target = target;
        stack = new StackArea(function, target);
    }

    /// <summary>The plan of a call. Variadic arguments follow the same rules as named ones.</summary>
    public static CallPlan Plan(CFunctionType function, Target target, IReadOnlyList<CType> variadic) =>
        new SystemVX64Lowering(function, target).Plan(variadic);

    private CallPlan Plan(IReadOnlyList<CType> variadic)
    {
        ResultPlan result = PlanResult();
        if (result.Kind == ResultKind.Memory)
        {
            general = 1;
        }

        var arguments = new ArgumentPlan[function.Parameters.Count + variadic.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = PlanArgument(AbiLowering.ArgumentType(function, target, variadic, i));
        }

        return new CallPlan(function, target, arguments, result)
        {
            GeneralRegisters = general,
            FloatingRegisters = floating,
            StackSize = stack.Size,
            StackAlignment = stack.Alignment,
            ExtendsIntegers = true,
        };
    }

    private ResultPlan PlanResult()
    {
        if (function.Result.Unqualified is CVoidType)
        {
            return new ResultPlan(function.Result, ResultKind.Void, 0);
        }

        SystemVX64Classification classes = Classify(function.Result);
        ResultKind kind = (classes.First, classes.Second) switch
        {
            (RegisterClass.Memory, _) => ResultKind.Memory,
            (RegisterClass.ComplexX87, _) => ResultKind.X87Pair,
            (RegisterClass.X87, _) => ResultKind.X87,
            (RegisterClass.Integer, RegisterClass.Integer) => ResultKind.GeneralGeneral,
            (RegisterClass.Integer, RegisterClass.Sse) => ResultKind.GeneralFloating,
            (RegisterClass.Sse, RegisterClass.Integer) => ResultKind.FloatingGeneral,
            (RegisterClass.Sse, RegisterClass.Sse) => ResultKind.FloatingFloating,
            (RegisterClass.Integer, RegisterClass.NoClass) => ResultKind.General,
            (RegisterClass.Sse, RegisterClass.NoClass) => ResultKind.Floating,
            (RegisterClass.NoClass, RegisterClass.NoClass) => ResultKind.Void,
            _ => throw new InvalidOperationException($"{classes} is not a classification of the psABI."),
        };
        return new ResultPlan(function.Result, kind, classes.Size) { Address = new ArgumentPiece(ArgumentLocation.General, 0, 0, WordSize) };
    }

    private ArgumentPlan PlanArgument(CType type)
    {
        SystemVX64Classification classes = Classify(type);
        if (classes.Size == 0)
        {
            return new ArgumentPlan(type, []);
        }

        // An argument is passed in registers completely or not at all; later arguments use the registers that stay free.
        bool fits = !classes.IsMemoryArgument
            && general + classes.GeneralCount <= GeneralRegisterCount
            && floating + classes.FloatingCount <= FloatingRegisterCount;
        return new ArgumentPlan(type, fits ? InRegisters(classes) : OnStack(classes));
    }

    private List<ArgumentPiece> InRegisters(SystemVX64Classification classes)
    {
        var pieces = new List<ArgumentPiece>(2);
        AddRegister(pieces, classes.First, 0, classes.Size);
        AddRegister(pieces, classes.Second, WordSize, classes.Size);
        return pieces;
    }

    private void AddRegister(List<ArgumentPiece> pieces, RegisterClass which, int offset, long size)
    {
        int carried = (int)Math.Min(WordSize, size - offset);
        switch (which)
        {
            case RegisterClass.Integer:
                pieces.Add(new ArgumentPiece(ArgumentLocation.General, general++, offset, carried));
                break;
            case RegisterClass.Sse:
                pieces.Add(new ArgumentPiece(ArgumentLocation.Floating, floating++, offset, carried));
                break;
        }
    }

    // Stack arguments take whole words. Their address has the alignment of their type, but at least that of a word.
    private ArgumentPiece[] OnStack(SystemVX64Classification classes) =>
        [stack.Add(0, classes.Size, ByteArithmetic.AlignUp(classes.Size, WordSize), Math.Max(classes.Alignment, WordSize))];

    private SystemVX64Classification Classify(CType type)
    {
        PassableTypes.Room(type, function, target);
        return SystemVX64Classifier.Classify(type, target);
    }
}
