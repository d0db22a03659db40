"""The laptop: settings -> create_app() -> run. The same as `workshop serve`."""

import sys

from workshop.doors.cli import main

if __name__ == "__main__":
    sys.argv[1:] = ["serve"]
    main()
