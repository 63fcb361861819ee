# Runs the program of descriptor 3 as if it were the file snippet.py of the working directory.


def start():
    import os, sys
    from _frozen_importlib_external import SourceFileLoader

    here = os.getcwd()
    path = os.path.join(here, 'snippet.py')
    os.close(4)
    if CHARTS:
        os.set_inheritable(5, False)
    with open(3, 'rb') as program:
        source = program.read()

    class SnippetLoader(SourceFileLoader):
        """Shows the source to tracebacks and to inspect."""

        def get_data(self, name):
            return source if name == path else super().get_data(name)

    class AfterImport:
        """Repairs modules that look for the file of __main__, once they are imported."""

        def find_spec(self, name, package_path, target=None):
            repair = repairs.pop(name, None)
            if repair is None:
                return None
            specs = (finder.find_spec(name, package_path, target) for finder in sys.meta_path)
            spec = next(filter(None, specs), None)
            if spec is None:
                return None
            load = spec.loader.exec_module

            def exec_module(module):
                del spec.loader.exec_module
                load(module)
                repair(module)

            spec.loader.exec_module = exec_module
            return spec

    def repair_linecache(linecache):
        import io

        lines = io.TextIOWrapper(io.BytesIO(source), 'utf-8', 'replace').readlines()
        linecache.cache[path] = len(source), None, lines, path

    def readable_copy():
        copy = os.memfd_create('snippet.py')
        with open(copy, 'wb', closefd=False) as out:
            out.write(source)
        return '/proc/%d/task/%d/fd/%d' % (os.getpid(), os.getpid(), copy)  # gVisor refuses /proc/PID/fd

    def repair_spawn(spawn):
        original = spawn.get_preparation_data

        def get_preparation_data(name):
            data = original(name)
            if data.get('init_main_from_path') == path:
                data['init_main_from_path'] = readable_copy()
            return data

        spawn.get_preparation_data = get_preparation_data

    def repair_threading(threading):
        """Before 3.13 the hook is in C and reads source lines from files only."""

        def excepthook(args):
            if args.exc_type is SystemExit:
                return
            if args.exc_type is None or sys.stderr is None:
                return threading.__excepthook__(args)
            import traceback

            name = args.thread.name if args.thread else threading.get_ident()
            print('Exception in thread %s:' % name, file=sys.stderr, flush=True)
            traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)

        threading.excepthook = excepthook

    def repair_pyplot(pyplot):
        charts = {'out': 5}
        exec(CHARTS, charts)
        charts['repair'](pyplot)

    repairs = {'linecache': repair_linecache, 'multiprocessing.spawn': repair_spawn}
    if CHARTS:
        repairs['matplotlib.pyplot'] = repair_pyplot
    if sys.version_info < (3, 13):
        repairs['threading'] = repair_threading
    for name in repairs.keys() & sys.modules.keys():
        repairs.pop(name)(sys.modules[name])
    sys.meta_path.insert(0, AfterImport())
    sys.argv[0] = 'snippet.py'
    if hasattr(sys, 'orig_argv'):
        at = sys.orig_argv.index('-c')
        sys.orig_argv[at:at + 2] = ['snippet.py']
    if not (sys.flags.isolated or getattr(sys.flags, 'safe_path', False)):
        sys.path[0] = here
    main = sys.modules['__main__'].__dict__
    main.update(__file__=path, __cached__=None, __loader__=SnippetLoader('__main__', path))
    return path, source, main


def run(path, source, main):
    import sys

    try:
        exec(compile(source, path, 'exec', dont_inherit=True), main)
    except SystemExit:
        raise
    except BaseException as failure:
        # Drops the frames of this file. The text is made here and not in the hook, where running
        # Python code would make the interpreter forget that a KeyboardInterrupt ends it.
        trace = failure.__traceback__
        while trace and trace.tb_frame.f_code.co_filename != path:
            trace = trace.tb_next
        hook = sys.excepthook
        text = None
        if hook is sys.__excepthook__ and getattr(sys, 'stderr', None):
            import traceback

            text = ''.join(traceback.format_exception(type(failure), failure, trace))

        def report(kind, value, _):
            sys.excepthook = hook
            value.__traceback__ = sys.last_traceback = trace
            if text is None:
                hook(kind, value, trace)
            else:
                sys.stderr.write(text)

        sys.excepthook = report
        raise


run(*start())
